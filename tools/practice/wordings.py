"""What practice prospects say when they answer a first mail or a follow-up. They fit any offer and any trade."""

from tools.practice.persona import Kind

# {first} is the sender's first name, {colleague} and {colleague_email} a made colleague, {role} that colleague's work.
OPENERS: dict[Kind, tuple[str, ...]] = {
    Kind.INTERESTED: (
        "This is good timing, we were talking about this last month. Could you send me a few times for a call?",
        "Yes, I'd like to hear more. I have half an hour on {day} if that suits you.",
        "Interesting. What would a first conversation look like? I am free most of {day}.",
        "You caught me at the right moment. Let's talk, {day} or the day after would be best for me.",
        "I am open to a short call. Please suggest two or three times.",
        "Sure, happy to have a chat about it. Mornings are easier for me.",
        "This is on my list for the quarter, so yes, let's set something up.",
        "Sounds useful. Can you do a quick call {day} afternoon?",
        "I'd be glad to take a closer look. Send over some times and I will pick one.",
        "We have been meaning to deal with this for a while. When can you talk?",
        "Count me in for a first call. {day} before noon works on my side.",
        "I read this twice and I think there may be something in it for us. Can we speak on {day}?",
        "My partner and I would both like to hear more. Could we do a call for the three of us?",
        "Tell me more. I am at my desk on {day} until four.",
        "Funny, my boss asked me to look into exactly this. Let's talk.",
        "I can spare twenty minutes on {day}. Would that be enough?",
        "Okay, you have my attention. Fifteen minutes on {day}?",
        "Yes please. Send an invite for {day}, after lunch if you can.",
        "That could help us. I'd like to understand how it works before I bring in my team, so a short call is fine.",
    ),
    Kind.NOT_INTERESTED: (
        "Thank you for reaching out, but this is not something we need at the moment.",
        "We already work with someone on this and are happy with them.",
        "I appreciate the note. We are going to pass.",
        "Not a fit for us, but good luck with it.",
        "We looked into this last year and decided against it.",
        "No budget for anything like this before next year, sorry.",
        "Thanks, but no thanks.",
        "We handle this in-house and have no plans to change that.",
        "It's not a priority for us right now.",
        "Appreciate it, but we're all set.",
        "Thanks for thinking of us. The answer is no for the time being.",
        "We are in the middle of a move and won't take on anything new.",
        "We just signed a two year agreement with another provider, so there is nothing to talk about for a while.",
        "I talked it over with the owner and we are not interested.",
        "I'm afraid this isn't for us. We are too small for it to make sense.",
    ),
    Kind.WRONG_PERSON: (
        "I'm not the right person for this. {colleague} looks after {role} here: {colleague_email}.",
        "This isn't my area. Please get in touch with {colleague}, who handles {role} ({colleague_email}).",
        "You'll want {colleague} for that. The address is {colleague_email}.",
        "I don't deal with this any more, I moved to another team. {colleague} took it over, {colleague_email}.",
        "Wrong desk, I'm afraid! {colleague} makes those decisions. {colleague_email}",
        "I have no say in this. Our contact for {role} is {colleague} <{colleague_email}>.",
        "That would be a question for {colleague} ({role}). You can write to {colleague_email}.",
        "Someone gave you the wrong name. {colleague} is in charge of {role}, try {colleague_email}.",
        "Thanks for writing, but {colleague} decides on {role} here. Best to write directly: {colleague_email}",
        "I only look after the daily work. For {role} please contact {colleague} at {colleague_email}.",
    ),
    Kind.QUESTION: (
        "What does it cost?",
        "How does this work for a place of our size? We are not that big.",
        "Before I say anything: how did you get my name, and what exactly are you offering?",
        "Do you have references from other firms in our line of work around here?",
        "What is the catch? Who pays if nothing comes of it?",
        "Could you tell me a bit more about what you would need from us?",
        "How long does the whole thing take, and does it disturb the daily work?",
        "Is there a contract, and how long are we tied in?",
        "I'm not sure I understand. Do you sell the equipment or only the advice?",
        "Can you send me some written information first? A page or two is enough.",
        "How are you different from the others who write to me about this every month?",
        "Is this only for owners? We rent our building.",
        "What would the first step be, and how much of my time does it take?",
        "Have you done this for anyone in our trade? I would like to see an example.",
        "Do you charge by the hour or by the job?",
        "Who would come out, you or a partner firm?",
        "What happens if we don't like what you find?",
        "Does this work for a firm with more than one site?",
        "Which other firms of our kind have you worked with, and what came of it?",
    ),
    Kind.OPT_OUT: (
        "Please remove me from your list.",
        "Take me off your mailing list.",
        "Unsubscribe",
        "Do not contact me again.",
        "Please stop emailing me. I never asked for this.",
        "Remove this address from your records please, I don't want any more of these.",
        "STOP",
        "I don't wish to receive further emails from you. Kindly delete my details.",
        "We do not accept sales mail at this address. Please take us off your list.",
        "Not interested, and please don't write to anyone at our company again.",
        "Opt me out, thanks.",
        "Where did you get this address? Delete it and do not write again.",
    ),
}

# A second sentence, added about half the time. None of them changes what the first one means.
SECOND_SENTENCES: dict[Kind, tuple[str, ...]] = {
    Kind.INTERESTED: (
        "We have looked at one other offer, so I can compare.",
        "I would want our bookkeeper to join.",
        "Please keep it short, we are busy this season.",
        "I can have last year's figures ready by then.",
        "If it goes well I'd like to have it settled before the end of the quarter.",
        "A colleague in another firm did something like it and was pleased.",
    ),
    Kind.NOT_INTERESTED: (
        "All the best to you.",
        "I wish you luck all the same.",
        "Thanks for keeping the mail short, at least.",
        "Should that change, I know where to find you.",
        "I hope you understand.",
    ),
    Kind.WRONG_PERSON: (
        "You may say that I sent you.",
        "Mornings are the best time, as far as I know.",
        "I have not forwarded your mail, so please write to them directly.",
        "Good luck!",
    ),
    Kind.QUESTION: (
        "A rough idea is enough.",
        "I would need to know that before I take it any further.",
        "Please answer by email, I'm rarely at my desk.",
        "I'm asking because we were burned once before.",
        "Our owner will want to know.",
    ),
    Kind.OPT_OUT: (
        "Thank you.",
        "This goes for my colleagues too.",
        "I won't ask twice.",
    ),
}

# A person who said no (or stop) and is written to again says this.
SECOND_NO: tuple[str, ...] = (
    "I already told you that we are not interested. Please take me off your list.",
    "As I wrote before: no. Please don't write again.",
    "My answer has not changed. Remove me from your list, please.",
    "Second mail after I said no. Stop emailing me.",
)

COLLEAGUE_ROLES: tuple[str, ...] = (
    "purchasing",
    "the building and its costs",
    "operations",
    "all supplier contracts",
    "finance",
    "facilities",
    "vendor questions",
    "the back office",
)

OUT_OF_OFFICE: tuple[str, ...] = (
    "Thank you for your message. I am out of the office and will be back on {date}. For anything urgent please "
    "contact {colleague} at {colleague_email}.",
    "I'm on vacation until {date} with no access to email. I will answer when I am back.",
    "Thanks for your email. I am away from {start} through {date} and will reply after my return.",
    "Hello,\n\nI am currently out of the office, returning {date}. Your message has not been forwarded.",
    "I am on leave. I will be back at my desk on {date}.\n\nIf you need help before then, call the front desk.",
    "AUTOMATIC REPLY\n\nI am attending a conference this week and will have limited access to email until {date}.",
    "You have reached me on a day off. I return on {date} and will get to your message then.",
    "I'm on parental leave until {date}. {colleague} ({colleague_email}) is covering for me.",
    "Our office is closed for a few days. We are back on {date} and will answer in the order received.",
    "I am travelling and will be slow to answer. Back in the office {date}.",
)

OUT_OF_OFFICE_SUBJECTS: tuple[str, ...] = (
    "Automatic reply: {subject}",
    "Out of office: {subject}",
    "Out of Office Re: {subject}",
    "Auto: {subject}",
    "Re: {subject} (out of office)",
)
