/* Shared by the cards in public/elements, and the banner that stands on every screen. */
(function () {
  /* Until a person picks light or dark, the page follows the system; Chainlit itself knows no such default. */
  const THEME = "vite-ui-theme"
  if (!localStorage.getItem(THEME)) localStorage.setItem(THEME, "system")

  const shown = new Map()

  const key = (props) => [props.kind, props.mark || props.file || "", (props.ids || []).join(",")].join(":")

  /* What a card shows comes from the ledger each time it is drawn; until then it shows what it showed last. */
  const load = async (callAction, props) => {
    const asks = {
      question: ["question_data", { mark: props.mark }],
      import_offer: ["import_data", { file: props.file }]
    }
    const [name, payload] = asks[props.kind] || ["card_data", { kind: props.kind, ids: props.ids, by: props.by || "" }]
    const answer = await callAction({ name, payload })
    const data = answer && answer.response
    if (data && data.ok) shown.set(key(props), data)
    return data
  }

  const act = async (callAction, name, payload) => {
    try {
      const answer = await callAction({ name, payload })
      return (answer && answer.response) || { ok: false, said: "The page has lost its connection; reload it.", cards: [] }
    } catch (error) {
      return { ok: false, said: "Leadloop did not answer; see whether it still runs, then reload the page.", cards: [] }
    }
  }

  /* Typed text is mirrored here, because cards are drawn anew whenever the chat moves. */
  const KEEP = "leadloop:draft:"
  const keep = {
    read: (id, version) => JSON.parse(sessionStorage.getItem(KEEP + id + ":" + version) || "null"),
    write: (id, version, text) => sessionStorage.setItem(KEEP + id + ":" + version, JSON.stringify(text)),
    clear: (id) =>
      Object.keys(sessionStorage)
        .filter((name) => name.startsWith(KEEP + id + ":"))
        .forEach((name) => sessionStorage.removeItem(name)),
    findOther: (id, version) => {
      const name = Object.keys(sessionStorage).find(
        (one) => one.startsWith(KEEP + id + ":") && one !== KEEP + id + ":" + version
      )
      return name ? JSON.parse(sessionStorage.getItem(name)) : null
    }
  }

  const remember = (props, data) => {
    shown.set(key(props), data)
    return data
  }

  window.leadloop = { key, load, act, keep, remember, shown: (props) => shown.get(key(props)) }

  const showBanner = async () => {
    const answer = await fetch("/status")
    if (!answer.ok) return
    const status = await answer.json()
    const bar = document.createElement("div")
    bar.id = "leadloop-banner"
    bar.dataset.mode = status.mode
    bar.dataset.testid = "banner"
    const strong = document.createElement("strong")
    strong.textContent = status.mode === "practice" ? "Practice" : "Live"
    const words = document.createElement("span")
    words.textContent = status.words
    const connected = document.createElement("span")
    connected.className = "ll-connected"
    connected.textContent = status.connected
    bar.append(strong, words, connected)
    document.body.prepend(bar)
    document.body.classList.add("ll-has-banner")
    const measure = () => document.body.style.setProperty("--ll-banner", bar.offsetHeight + "px")
    new ResizeObserver(measure).observe(bar)
    measure()
  }
  showBanner()
})()
