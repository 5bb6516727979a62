// The marks behind the sentence follow the typed text: colour may lag behind, words never do.
const box = () => document.querySelector("#say textarea");
const marks = () => document.getElementById("say-marks");

function follow() {
  const text = box(), behind = marks();
  if (!text || !behind) return;
  if (behind.textContent !== text.value) behind.textContent = text.value;
  // A long text scrolls by itself; then the colours would no longer lie under their words.
  behind.classList.toggle("say__marks--off", text.scrollHeight > text.clientHeight + 2);
}

if (!window.naoberSay) {
  window.naoberSay = true;
  document.addEventListener("input", (event) => {
    if (event.target === box()) follow();
    if (event.target.dataset.noPreview !== undefined) event.stopPropagation();
  }, true);
  document.body.addEventListener("htmx:afterSettle", follow);
  document.body.addEventListener("htmx:oobAfterSwap", follow);
}
follow();
