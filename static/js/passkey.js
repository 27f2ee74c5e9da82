// Connects the page's one passkey button with allauth's scripts, which run before this one.
const { addForm, loginForm } = window.allauth.webauthn.forms;
const credential = "passkey_credential";
if (document.getElementById("passkey_use")) loginForm({ ids: { login: "passkey_use", credential } });
if (document.getElementById("passkey_add")) {
  addForm({ ids: { add: "passkey_add", passwordless: "passkey_alone", credential, data: "passkey_options" } });
}

// A key that can't be read says so on the page instead of in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const failed = document.getElementById("passkey_failed");
  if (failed) failed.hidden = false;
});
