import { useEffect, useState } from "react"
import { MessageSquareReply, TriangleAlert } from "lucide-react"

const WORDS = {
  interested: "interested", not_interested: "not interested", wrong_person: "wrong person", needs_clarification: "has a question",
  unsubscribe: "opted out", out_of_office: "out of office", bounce: "bounced", complaint: "complaint", other: "other"
}

export default function ReplyCard() {
  const ll = window.leadloop
  const [data, setData] = useState(ll.shown(props))
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])
  if (!data) return <div className="ll-card ll-loading" data-testid="reply-card">Reading the ledger …</div>
  const reply = data.cards?.[0]
  if (!reply) return <div className="ll-card ll-dim" data-testid="reply-card">This reply is gone.</div>
  return (
    <div className="ll-card" data-testid="reply-card" data-intent={reply.intent}>
      <div className="ll-head">
        <div>
          <b>{reply.company || "Unknown sender"}</b>
          <span className="ll-dim">{[reply.contact, reply.subject].filter(Boolean).join(" · ")}</span>
        </div>
        {reply.intent && <span className={"ll-badge ll-intent-" + reply.intent} data-testid="reply-intent">{WORDS[reply.intent] || reply.intent}</span>}
      </div>
      {reply.needs_human && <div className="ll-warn"><TriangleAlert size={16} /> I am not sure what this means: please look.</div>}
      {reply.summary && <div className="ll-summary">{reply.summary}</div>}
      <blockquote className="ll-quote" data-testid="reply-text">{(reply.text || "").trim() || "(no text)"}</blockquote>
      <div className="ll-facts">
        {reply.return_date && <span>back on {reply.return_date}</span>}
        {reply.referral && <span>names {reply.referral}</span>}
        {reply.answer_draft && <span><MessageSquareReply size={14} /> suggested answer: draft {reply.answer_draft}</span>}
      </div>
    </div>
  )
}
