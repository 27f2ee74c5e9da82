// On an error page nothing was saved: what had been sent counts as unsent, so that it is there again on the way back.
import { unsend } from "./kept_forms.js";

unsend();
