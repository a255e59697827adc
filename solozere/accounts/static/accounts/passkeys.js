// Forms that ask the browser for a passkey: data-passkey="create" or "get"; data-options is the id of a JSON script, or an
// address that gives it. The answer goes in the field « credential », and the form is sent as any other.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function options(form) {
  const where = form.dataset.options;
  if (where.startsWith("#")) return JSON.parse(document.querySelector(where).textContent);
  const answer = await fetch(where, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

function readable(given) {
  const publicKey = { ...given.publicKey, challenge: bytes(given.publicKey.challenge) };
  if (publicKey.user) publicKey.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"])
    if (publicKey[list]) publicKey[list] = publicKey[list].map((one) => ({ ...one, id: bytes(one.id) }));
  return { publicKey };
}

function writable(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[name]) response[name] = text(credential.response[name]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

function serve(form) {
  const button = form.querySelector("[data-passkey-go]");
  const said = form.querySelector("[data-passkey-said]");
  if (!button) return;
  if (!window.PublicKeyCredential) {
    form.querySelector("[data-passkey-without]").hidden = false;
    return;
  }
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.hidden = true;
    try {
      const { request_options, creation_options } = await options(form);
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create(readable(creation_options))
          : await navigator.credentials.get(readable(request_options));
      form.elements.credential.value = JSON.stringify(writable(credential));
      form.submit();
    } catch (error) {
      const closed = error.name === "NotAllowedError" || error.name === "InvalidStateError";
      said.textContent = closed ? said.dataset.cancelled : said.dataset.failed;
      said.hidden = false;
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(serve);
