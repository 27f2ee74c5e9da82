"""The nightly canary: an invented house and case, looked for in what every role is shown by the running product."""
