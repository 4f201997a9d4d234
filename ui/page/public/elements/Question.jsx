import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"

export default function Question() {
  const ll = window.leadloop
  const [data, setData] = useState(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])
  const answer = async (label) => {
    setBusy(true)
    const now = await ll.load(callAction, props)
    if (now && now.open) sendUserMessage(label)
    setData({ ...now, open: false })
    setBusy(false)
  }
  if (!data) return null
  if (!data.open) return <div className="ll-dim" data-testid="question">This question is settled.</div>
  return (
    <div className="ll-options" data-testid="question">
      {data.options.map((label) => (
        <Button key={label} size="sm" variant="outline" disabled={isBusy} onClick={() => answer(label)}>{label}</Button>
      ))}
    </div>
  )
}
