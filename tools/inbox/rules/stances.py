"""Words that say yes, no, not me, or ask something. Patterns fit folded text; English first, six more languages."""

import re
from enum import StrEnum

from tools.inbox.rules.sentences import Sentence


class Stance(StrEnum):
    """MEET is a yes to talking, KEEN a liking without a step, ASK a question, NO a no, NOT_ME another person."""

    MEET = "meet"
    KEEN = "keen"
    ASK = "ask"
    NO = "no"
    NOT_ME = "not_me"
    REDIRECT = "redirect"


_DAYS = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)(?:day)?s?|tomorrow|next week|this week|(?:the )?week (?:of|after))"
_TALK = r"(?:chat|talk|call|meet|meeting|discuss|connect|hear|learn|see|explore|listen|look|speak|compare|comparing|demo|conversation|know more|understand|review|go through|find out|try|get together|hop on|jump on|phone|zoom|discussion|taking a|having a|hearing|learning|seeing)"
_MEET = re.compile(
    rf"\b(?:happy|glad|open|willing|keen|ready|up|free|available|eager|excited|delighted|pleased|love|like|game|down)(?: \w+)? (?:to|for)\b.{{0,30}}\b{_TALK}"
    r"|\b(?:let'?s|lets|let us) (?:talk|chat|meet|set|do|schedule|have|connect|book|speak|find|say|go|jump|hop|arrange|discuss|put|plan|try|get|make|take)"
    r"|\b(?:send|shoot|share|suggest|propose|offer|give)\b.{0,30}\b(?:invite|invitation|times?|slots?|calendar|availability|dates|contract|agreement|proposal)\b|\b(?:connect|schedule|talk|discuss)!"
    rf"|\b(?:when|what times?|which days?|what days?|what slots?)\b.{{0,30}}\b(?:talk|call|free|available|suits?|meet|speak|work|start|chat|do you have)\b|\b(?:can|could|shall|should) we (?:\w+ )?(?:schedule|set|arrange|book|plan|find)\b|\b(?:how|what) about (?:{_DAYS}|\d|the \d|a (?:quick |short )?(?:call|chat))|\bhow is (?:{_DAYS})|\bdoes (?:next )?(?:{_DAYS})\b.{{0,20}}(?:work|suit)"
    rf"|\b(?:{_DAYS}|\d{{1,2}}(?::\d\d)? ?(?:am|pm)|\d{{1,2}}:\d\d|mornings?|afternoons?)\b.{{0,45}}\b(?:works?|suits?|is (?:fine|good|ok|okay|perfect|best|easier|great)|are (?:fine|good|best|easier|better)|it is|would (?:work|be (?:good|best|fine|great))|fits?|please|better)\b"
    rf"|\b(?:can|could|shall|may|should|would) (?:you|we|i)\b.{{0,20}}\b(?:call (?:me|us|you)|do (?:a|an|\d\S*|{_DAYS}|next|this|it on|early|late|some)|talk|meet|speak(?: on)?|chat|hop|jump|have a (?:quick |short |brief )?(?:call|chat))\b|\bcould we (?:do|have|talk|meet)"
    r"|\bcall me (?:on|at|any|to|this|next|when|in|after|before|back|\d)|^(?:please |just )?call me\b|\breach me\b|\b(?:set|book|schedule|arrange|put|grab|pencil|line)\b.{0,12}\b(?:something|meeting|a call|a time|a slot|us in|up|a demo|time in|me in)\b"
    rf"|\bcount me in|\bi'?m in(?: for|[.!,]|\W*$)|\bsign (?:me|us) up|\byou have my attention|\bgo ahead\b|\bwhen can (?:you|we|i)\b|\bminutes on\b|\bfree (?:on|most|any|next|this|after|before|all|{_DAYS})\b|\bi (?:am|'m)(?: \w+){{0,2}} (?:free|available|open)\b|\b(?:at my desk|half an hour|twenty minutes|15 minutes|fifteen minutes|30 minutes) (?:on|until|{_DAYS})|\bi (?:have|can spare|could spare|can do|can make|would take|'ll take)\b.{{0,30}}\b(?:{_DAYS}|minutes|hour|\d{{1,2}}(?::\d\d)?)|\bworks (?:for (?:me|us)|on my side|on our side|well)|\btalk to you then|\bput it in my calendar|\bin for a short call|\bcall is fine|\b(?:stop|swing|drop|come) by\b|\b(?:feel free|hesitate|welcome) to (?:call|ring|reach|phone|drop)|\b(?:give|gimme) (?:me|us) a (?:ring|call|buzz|shout)|\bcall (?:our|my|the) (?:office|desk|cell|mobile|number|line)|\b{_DAYS},? (?:at \d{{1,2}}|\d{{1,2}}(?::\d\d| ?(?:am|pm|et|ct|mt|pt|est|pst|cet|uhr)\b))|\b(?:i'm|i am|we are|we're|definitely|very|quite|really|am) (?!not |never |no )(?:\w+ )?interested\b|\b(?:like|want|love|ready|happy|keen|glad) to (?:proceed|move forward|go ahead|get started|start)|\bnext steps?\b|\byour calendar\b|\bhear you out|\bi'?ll bite\b|\b(?:want|like|have|need) (?:a|the|to (?:see|have) (?:a|the)) (?:\w+ )?(?:demo|call|meeting|quote|proposal)|\bgot my attention|\bwould (?:{_DAYS}|that) be enough|\bbe best for me|\bfirst call\b|\b(?:early mornings?|later in the week|the week after)\b.{{0,30}}(?:\?|better)|\bwhat else do you have|\bi (?:would|'d) want (?:our|my) \w+ to join|\blet me know (?:when|what time|your avail)|\bhere(?:'s| is) my (?:calendar|number)|\bmy (?:assistant|calendar)\b"
    r"|\btelefonier\w*|\bsprechen wir|\blassen sie uns|\bpasst (?:ihnen|es)|\bruf\w* (?:sie )?(?:mich|uns)|\bterminvorschl\w*|\beinen termin\b|\bappelez[- ](?:moi|nous)|\bm'appeler|\bprendre (?:un )?rendez-vous|\bdisponible (?:le|pour|mardi|lundi|jeudi)|\bpodemos hablar|\bllame(?:me|nos)|\bhablemos|\bagendar|\bpossiamo sentirci|\bmi chiami|\bfissare (?:un|una)|\bsentiamoci|\bpodemos (?:marcar|falar|conversar)|\bmarcar uma|\bligue-me|\bkunnen we .{0,20}(?:bellen|praten|afspreken)|\bbel (?:me|mij)\b|\bafspraak (?:maken|plannen)"
)  # fmt: skip
_KEEN = re.compile(
    r"\binterest(?:ed|ing)\b|\bintrigu\w+|\bcurious\b|\b(?:good|great|perfect) timing|\bright moment|\b(?:exactly|just) (?:this|what (?:we|i))|\bbeen looking for|\b(?:are|am|'re|'m|been|actively) looking for (?:one|something|a |an |this|exactly|someone)|\bthat would be (?:great|good|perfect|lovely|helpful|wonderful)|\bcould (?:be|work|help|enhance|streamline|improve|save|really)\b|\bgame-?changer|\bmeaning to deal|\bkeen\b|\bsounds? (?:good|great|interesting|useful|promising|reasonable|perfect|like a plan|exciting|fantastic)|\blooks? (?:great|good|promising|interesting|useful|exciting|awesome|fantastic|amazing)|\btell me more|\b(?:like|love|eager|glad|want|excited|happy|pleased|keen)(?:d)? to (?:\w+ )?(?:hear|know|learn|discuss|explore|see|review|connect|understand|proceed|move forward|start|try|take)|\blooking forward|\bcould help us|\bsomething in it for us|\bon (?:my|our) list for\b|^(?:yes|sure|absolutely|definitely|of course|perfect|gladly|certainly|yep|yeah)(?:,? please)?\W*$|\byes,? please|^(?:yes|sure|absolutely|definitely)[,!. ]|\bwhy not\b|\blove to\b|\bnot a bad idea|\bwe would both like|\blets? connect|\bsend (?:over )?(?:the )?(?:contract|paperwork|agreement)|\bimpress\w+|\bexcited\b|\beager\b|\bworth (?:a|exploring|discussing)"
    r"|\bgerne\b|\binteressiert\b|\bklingt (?:gut|interessant|spannend)|\bhort sich .{0,10}an|\bm'interess\w*|\bnous interess\w*|\b(?:suis|sommes) interess\w*|\bavec plaisir|\bvolontiers|\bme interesa\b|\bnos interesa\b|\bestoy interesad|\bestamos interesad|\bsuena bien|\bsono interessat|\bsiamo interessat|\bmi interessa|\bci interessa|\bvolentieri|\btenho interesse|\btemos interesse|\bestou interessad|\bestamos interessad|\bparece (?:bom|interessante)|\binteressant\b|\bgeinteresseerd|\bklinkt (?:goed|interessant)|\bgraag\b"
)  # fmt: skip
_NO = re.compile(
    r"(?:\bnot|n't|\bno longer|\bnever)(?: \w+){0,2} interest(?:ed|ing)?\b|\b(?:no|zero|little|without)(?: \w+)? ?int(?:e?re|er)?e?st(?:ed)?\b|\buninterested|\bdisinterested"
    r"|(?:\bnot|n't)(?: \w+){0,4} (?:fit|match|priority|relevant|for (?:us|me)\b|suitable|applicable|align|useful for|of (?:use|interest)|on (?:our|my) (?:radar|agenda|list)|something (?:we|i|that)|what (?:we|i)(?:'re| are|'m| am)? (?:need|looking|want))"
    r"|\bnot (?:right now|open to|accepting|taking on|in (?:the )?market|ready|our thing|worth|a (?:thing|need)|convinced|going to work|gonna)\b|\b(?:long[- ]term|multi-?year|existing|current|exclusive|framework|two year|three year) (?:\w+ )?(?:contract|agreement)\b|\bunder contract|\bin a contract|\blocked in(?:to)?\b|\b(?:brought|took|taken|keep|do|handle)\b.{0,25}\bin[ -]house|\bwir haben (?:bereits|schon) ein\w*|\bde momento no|\bno lo necesit\w+|\bpor ahora no|\b(?:fully )?committ?ed (?:to|until|through|elsewhere)|\bdoes ?n'?t (?:make sense|apply|work|concern|interest|add|solve)|\bdoes not (?:make sense|apply|work for|concern|interest|add)|\bbudgets? (?:is|are|has been|was|were) (?:frozen|cut|tight|spent|gone|closed|fixed|exhausted|allocated)|\b(?:do ?n'?t|do not) (?:see how|use (?:that|this|those|it)|think so|think (?:it|this|that|we)|believe (?:it|this|we))|\bcan'?t see (?:how|us|this)|\bclosing (?:down|up|our)|\bgoing out of business|\bmaybe (?:in (?:the )?|some|one )|^maybe later|\bmaybe later\b|\bit'?s a no\b|\ba (?:no|hard no|pass) (?:from|for)\b|^unfortunately,? (?:not|no)\b|\bkeep (?:you|this|it|your \w+) (?:in mind|on file)|\bnone (?:worked|of them)|\b(?:using|use|have|got) (?:a )?similar (?:product|tool|service|solution)|\bnot rn\b|\bgone with (?:another|someone|a different)|\bnot looking\b|(?:\bnot|n't) (?:the )?(?:right|good) (?:time|moment)"
    r"|\bcan(?:'t|not) say (?:that )?(?:i|we)"
    r"|\b(?:we'?re|we are|i'?m|i am) (?:\w+ )?(?:good|fine|okay|ok)(?: here| now| for now| as is| thanks| thank you|, thanks|, thank you)?\W*$"
    r"|\bno(?: \w+)? (?:need|use for|budget|capacity|plans?|appetite|requirement|demand|money|funds|resources|bandwidth|intention|desire)\b|\bno,? (?:thanks?|thank you|thx|ty|sorry)\b|^(?:no|nope|nah|negative|not now|not today|never|no way|pass)\W*$|^(?:hi|hello|thanks|thank you|sorry)?,? ?(?:no|nope)[,.;!] |\bthanks,? but|\bnope\b|\bthe answer is no\b|\bwrote before: no\b|\b(?:said|is still|still|voted) no\b"
    r"|\b(?:do ?n[o']?t|do not|dont|does ?n'?t|cannot|can'?t|could ?n'?t|wo ?n'?t)(?: \w+){0,3} (?:need|require|have (?:the |a |any |much )?(?:budget|need|time|capacity|money|funds|use|interest|bandwidth|resources)|see (?:a |any |the |much )?(?:need|value|fit|benefit|use|reason|point)|afford|justify|commit|buy|meet (?:our )?(?:needs|requirements)|align|fit)\b"
    r"|\b(?:we(?:'re| are)?|i(?:'m| am)|were)(?: \w+)? (?:all set|good(?: here| for now| thanks| thank you|,? thanks)\W*$|all good|fine as|covered|sorted|happy (?:with|where)|satisfied with|content with|well served|too (?:small|busy|big))\b|\ball set\b|\bhappy with (?:them|our|the|what|him|her)"
    r"|\b(?:will|'ll|going to|have to|gonna|must|i|we|to|should|respectfully)(?: \w+)? (?:pass|decline)\b|\bpass on (?:this|it|your)|\bhard pass|\b(?:already|currently|just|recently) (?:have|has|had|use|using|work(?:ing)?|signed|sign|covered|got|under contract|in contract|taken care|with|committed|bought|chosen|renewed|locked)\b|\bhave (?:someone|somebody|a (?:provider|vendor|supplier|partner|solution)|an? \w+ (?:provider|vendor|supplier|partner|solution))(?: \w+)? (?:already|for|in place|who|that)|\b(?:decided|chosen|opted|elected|voted) (?:against|not to|to (?:go|stay|stick|use|keep|work) )|\bwent with (?:someone|another)|\bgo(?:ing|ne)? (?:in )?(?:another|a different|with (?:someone|another))|\bin-?house\b|\bourselves\b|\bdo(?:ing)? this internally"
    r"|(?:\bwill not|\bnot going to|\bnot|n't)(?: \w+){0,1} (?:mov(?:e|ing) (?:forward|ahead)|tak(?:e|ing) (?:this|it|on|part)|pursu(?:e|ing)|need(?:ing)?|proceed(?:ing)?|looking (?:for|to|at|into)|in the market|doing this|buying|shopping|considering|the right time|a good time|go(?:ing)? (?:ahead|forward|any further))\b|\bnot (?:at this|at the|right now|now|for now|currently|this year|this quarter|today|yet|in a position)(?: \w+)?\b|\b(?:maybe|perhaps|try(?: us)?(?: again)?|check back|ask(?: me)? again|circle back|come back|reach out again|revisit)(?: \w+){0,2} (?:next (?:year|quarter|spring|fall|summer|winter|time)|later|another time|in (?:a|six|twelve|\d+|q\d)|q\d)|\b(?:bad|wrong|poor|not the right) (?:timing|time)\b|\btiming (?:is|'s) (?:\w+ )?(?:bad|off|wrong|poor|not)\b|\btiming (?:isn't|is not|doesn't|does not)\b|\bstay with what we have|\bno need to take it further|\brather not\b|\bnot on the table|\bnothing to talk about|\bfor (?:the time being|another (?:\w+ )?years?)|\bsaid no\b|\bturn(?:ed|ing)? (?:this|it|you) down|\btoo expensive|\bno plans\b|\b(?:isn'?t|is not|wasn'?t) what i was|\bmore than we want|\bwe looked into this\b.{0,40}against|\bnot what we|\bin the middle of a\b|\bdo not wish to (?:pursue|proceed|continue)|\bsorry,? no\b|\bout of (?:our )?budget|\bnot for (?:us|me)\b|\bnever mind\b|\bwe'?ll pass|\bgood luck with (?:it|your)"
    r"|\bpas une priorite|\bpas pour (?:nous|moi)|\bno es (?:el momento|una prioridad|para)|\bper ora no\b|\bnon e (?:il momento|una priorita)|\bmomenteel niet|\bop dit moment niet|\bnao e (?:o momento|prioridade|para)|\bderzeit nicht|\bim moment nicht|\baktuell (?:nicht|kein)"
    r"|\bkein(?:e|en|erlei)? (?:interesse|bedarf|budget|zeit|verwendung)|\bnicht (?:interessiert|interessant|notig|benotig\w*|relevant|von interesse)|\bnein,? danke|^nein\b|\bverzichten|\bpasst (?:fur uns |derzeit |gerade |leider )*nicht|\bbereits (?:versorgt|einen anbieter|gut aufgestellt)"
    r"|\b(?:pas|plus|guere)(?: \w+){0,2} (?:interess\w*|besoin|budget|le moment|d'actualite|d'interet|concern)|\bnon,? merci|\bne (?:souhait|donn|recherch)\w+ pas|\baucun (?:besoin|interet)|\bdeja (?:un|equip|en contrat)"
    r"|\bno (?:nos |me )?(?:interesa|estamos interesad|estoy interesad|necesitamos|necesito|tenemos (?:presupuesto|interes|necesidad)|es para nosotros|es (?:una )?prioridad)|\bno,? gracias|\bya (?:tenemos|trabajamos|contamos)"
    r"|\bnon (?:\w+ ){0,2}(?:interessat\w*|interessa|ci serve|abbiamo (?:bisogno|budget|interesse|necessita)|fa per noi|e una priorita)|\bno,? grazie|\bgia (?:un fornitore|abbiamo|forniti)"
    r"|\bnao (?:\w+ )?(?:temos interesse|tenho interesse|estamos interessad|estou interessad|precisamos|preciso|temos (?:orcamento|necessidade)|e prioridade|nos interessa)|\bsem interesse|\bnao,? obrigad|\bja (?:temos|trabalhamos)"
    r"|\bgeen (?:interesse|behoefte|belangstelling|budget|tijd)|\bniet (?:geinteresseerd|interessant|nodig|relevant|voor ons)|\bnee,? (?:dank|bedankt|dankje)|^nee\b|\bhebben (?:al|reeds) een"
)  # fmt: skip
_NOT_ME = re.compile(
    r"\bnot (?:really )?(?:the |your )?(?:right|correct|best|proper|appropriate|relevant|one (?:who|to|that))(?: \w+)? ?(?:person|contact|one|guy|man|woman|lady|department|address|place|office|team|to talk|who)|\bnot the (?:person|one) (?:who|to|you|that)|\bwrong (?:person|desk|contact|address|department|guy|number|name|team|lady|place|office|one|inbox)\b"
    r"|(?:\bnot|n't)(?: \w+)? (?:my|our) (?:area|department|responsibility|job|call|decision|field|remit|role|team|domain|turf|wheelhouse|desk|side)|\b(?:i|we)(?: \w+)? (?:do ?n[o']?t|do not|dont|no longer|never|don't even)(?: \w+){0,2} (?:handle|deal with|manage|look after|take care|decide|oversee|make (?:the |these |those |such |that |any )?(?:\w+ )?decisions?|work (?:here|there|for|at|with (?:them|this company|that))|have (?:any )?(?:authority|a say)|run|buy|purchase)\b"
    r"|\b(?:just|only) (?:the|a|an) (?:\w+ )?(?:receptionist|intern|assistant|temp|nurse|secretary|student|volunteer|employee|clerk|technician|driver)|\bwrong e-?mail|\b(?:is|are) (?:handled|managed|decided|run|dealt with|taken care of|done|made) (?:by|at|in|through) (?!hand|us\b|me\b)|\bthis (?:should|needs to|must|would|has to) go (?:to|through)|\b(?:he|she|they|who|person|roe)(?: \w+)? (?:does ?n'?t|does not|do ?n'?t|no longer) (?:work|handle|deal)|\bthat(?:'s| is) not me\b|\b(?:try|contact|ask|call|go through|reach out to|write to|speak to|talk to|e-?mail) (?:with )?(?:our|the|your) (?:\w+ )?(?:head ?office|headquarters?|hq|corporate\w*|procurement|purchasing|facilities|it department|hr|finance|main office|vendor portal|home office|regional office|front office|central office)|\bask for [a-z]+ in\b|\b(?:this|that|it) (?:sits|lies|belongs|falls) (?:with|to|under) (?!us\b|me\b)|\bbe (?:your|the) best (?:bet|contact|person)|\bperson you (?:are looking for|want|need)|\bleft us\b|\b(?:my|his|her|their) (?:replacement|predecessor)|\b(?:corporate|head|main|regional|central|home) office\b.{0,40}\b(?:makes?|handles?|decides?|takes?|deals?)|\bist (?:dafur|hierfur) (?:zustandig|verantwortlich)|\bes (?:la )?responsable|\best en charge|\be (?:il|la) responsabile|\bgaat (?:daar|hier)over|\bi'?d ask [a-z]+|\b(?:her|his|my|their) successor|\bcc'?(?:e?d|ing) [a-z]+(?: [a-z]+)? (?:who|here|,)|\b(?:an? |the )intern\b|\bnot (?:involved|responsible) "
    r"|\bno longer (?:with|at|in|employed|part|works?|working|responsible|handles?|here|an employee)\b|\b(?:have |has |had |'ve |i |who )?(?:left|leaving) (?:the |this |our |my )?(?:company|firm|organi[sz]ation|practice|hospital|business|clinic|team|department|role|position)|\bleft (?:\w+ )?(?:in|last|at the end)\b|\b(?:i|he|she|they)(?:'ve| have| has)?(?: since| already| now)? retired\b|\bhas retired|\bmoved (?:on\b|to (?:another|a different|a new)|into another)|\babove my pay ?grade|\bno say in\b|\bonly look after|\bwrong name\b|\bnot (?:responsible|in charge|involved|authori[sz]ed)\b|\bnot (?:the )?decision[- ]maker|\bwouldn'?t be me\b|\bisn'?t me\b|\b(?:took|taken|takes) it over|\bpassed away|\bdeceased"
    r"|\bnicht (?:der|die|zustandig|verantwortlich)\b.{0,30}|\bnicht zustandig|\bnicht mehr (?:im unternehmen|bei uns|tatig|beschaftigt|zustandig)|\bfalsche[rn]? (?:ansprechpartner|person|adresse)|\bausgeschieden"
    r"|\bpas (?:moi qui|la bonne personne|le bon (?:contact|interlocuteur)|de mon ressort|responsable|en charge)|\bmauvaise personne|\bne (?:m'en )?occupe (?:pas|plus)|\bne (?:fait|travaille) plus|\ba quitte (?:la societe|l'entreprise)"
    r"|\bno soy (?:la persona|el|quien|yo)|\bno me (?:encargo|corresponde|ocupo)|\bpersona equivocada|\bya no trabaj|\bno es mi (?:area|departamento)"
    r"|\bnon sono (?:la persona|io|il|responsabile)|\bpersona sbagliata|\bnon (?:me ne )?occupo|\bnon lavora piu|\bnon e (?:il mio|di mia)"
    r"|\bnao sou (?:a pessoa|o |eu|responsavel)|\bpessoa errada|\bnao trabalha mais|\bja nao trabalha|\bnao e (?:a minha|o meu|comigo)"
    r"|\bniet (?:de juiste|verantwoordelijk|de (?:goede|aangewezen))|\bik ben hier niet|\bga (?:ik )?(?:hier )?niet over|\bverkeerde persoon|\bwerkt (?:hier )?niet meer|\bniet meer werkzaam"
)  # fmt: skip
_REDIRECT = re.compile(
    r"\b(?:you(?:'ll| will|'d| would)?|you) (?:want|need|should|ought)(?: to)?(?: (?:talk|speak|write|contact|reach|be talking|email|ask|try|go))?(?: (?:to|with))? (?:our|my|the|[a-z]+ [a-z]+|[a-z]+ (?:for|in))\b|\bbetter (?:to )?(?:speak|talk|write|contact|reach|person)|\bbest to (?:write|contact|speak|talk|reach|ask|e-?mail)|\b(?:please|kindly|just|for \w+|you (?:can|could|may|should)|,|\.|and|-|^)\W*(?:\w+ )?(?:contact|reach out to|get in touch with|speak (?:to|with)|talk to|write (?:directly )?to|direct|refer to|ask|try|e-?mail|take it up with|address)\b.{0,60}"
    r"|\b(?:forwarded|forwarding|forward|passed|passing|sent|handed|cc'?ed|copied|looped|looping|copying)(?: \w+){0,3} (?:this|it|your \w+)?(?: \w+)? ?(?:on )?(?:to|in)\b|\b(?:is|'s|would be) (?:the (?:right|best|correct) (?:person|contact)|in charge|responsible)|\b(?:handles|looks after|decides|takes care of|makes those|makes these|deals with|manages|oversees|is covering|runs) |\bquestion for [a-z]|\bthe address is\b|\b(?:does|decides)\.$"
    r"|\bwenden sie sich|\bansprechpartner|\bkontaktieren sie (?:bitte )?(?:herr|frau|mein|unser)|\bcontactez\b|\badressez[- ]vous|\bvoyez avec|\bescriba a\b|\bcontacte (?:con|a)\b|\bdirijase|\bscriva a\b|\bsi rivolga|\bcontatti\b|\bcontacte\b|\bfale com|\bescreva para|\bneem contact op|\bcontacteer\b|\bmoet u bij"
)  # fmt: skip
_ASK = re.compile(
    r"^(?:and |but |so |also |ok |okay |well |hi |hello |thanks |first |please )*(?:what|how|who|why|where|which|when|is|are|do|does|did|can|could|would|will|have|has|may|should)\b.{3,}\?|\w.*\?\W*$"
    r"|\b(?:could|can|would|will) (?:you|u) (?:\w+ ){0,2}(?:explain|clarify|tell|send|share|provide|confirm|elaborate|describe|give|detail|outline)|^(?:please )?(?:send|share|provide|clarify|explain)\b(?! (?:me )?(?:an? |the )?(?:invite|invitation|contract|agreement|times?|slots?|paperwork|proposal|over (?:some|a few)))|\b(?:clarify|explain) (?:the )?\w+|\bresend\b|\b(?:please|pls|plz|kindly) (?:\w+ )?(?:send|share|provide|explain|clarify|tell|elaborate|advise|confirm|describe)\b|\b(?:send|share|provide|need|want|give)\b.{0,30}\b(?:info|information|details|pricing|prices|brochure|one-?pager|deck|references|case stud\w+|specs?|documentation|quote|materials?|breakdown|examples?|overview)\b|\b(?:need|want|like|have) to (?:know|understand|check|see)\b|\b(?:do ?n'?t|do not|not sure i|cannot|can'?t) (?:\w+ )?(?:understand|follow|get what)|\bunclear\b|\bcurious (?:how|what|whether|if|about)|\bquestions?\b(?: (?:about|for|on|is|are|i have))|\bi(?:'m| am) asking\b|\bcan u\b|\bill need to check"
)  # fmt: skip
_TURNED = re.compile(
    r"\bnot (?:very |really |too |that |so |entirely |particularly )?(?:happy|satisfied|content|pleased) with\b(?: our| the)?|\bno (?:provider|supplier|vendor|partner|solution)\b|\bdon'?t take it\b|\bnot un-?interest\w+|\bnot that (?:we|i)\b.{0,40}(?:don'?t|do not|not|isn'?t)\b.{0,30}|\b(?:was|were) ?n[o']?t interested\b|\bno (?:objections?|problem|worries|rush|doubt|matter|hurry)\b|\bwhy not\b|\bnot a bad\b|\bcan'?t wait|\bnot only\b|\bno need,|\bnot (?:just|sure|too|that) (?:yet |late)?\b(?=.{0,20}(?:interest)?)|\bwould love to help\b|\bif (?:you'?re|you are|i(?:'m| was)|we(?:'re| were)) not\b|\bnicht uninteressant|\bpas inintéressant"
)  # fmt: skip


def find_stances(sentence: Sentence) -> frozenset[Stance]:
    """What the sentence says; several at once where it does."""
    low = _TURNED.sub(" ", sentence.low) if not re.search(r"\bnot un-?interest", sentence.low) else "interested"
    found: set[Stance] = set()
    is_no = bool(_NO.search(low)) and not sentence.is_question
    if is_no:
        found.add(Stance.NO)
    if _NOT_ME.search(low):
        found.add(Stance.NOT_ME)
    if _REDIRECT.search(low):
        found.add(Stance.REDIRECT)
    if _MEET.search(low) and not _is_refused_meeting(low):
        found.add(Stance.MEET)
    if _KEEN.search(_NO.sub(" ", low)):
        found.add(Stance.KEEN)
    if _ASK.search(low) and not (Stance.MEET in found and sentence.is_question):
        found.add(Stance.ASK)
    return frozenset(found)


def _is_refused_meeting(low: str) -> bool:
    """A call that is not wanted, or something to read that is asked for."""
    if re.search(
        r"\b(?:see|read|have|get) (?:an? |some |the |any )?(?:\w+ )?(?:examples?|references?|case stud\w+|numbers|figures|proof|pricing|prices?|details)",
        low,
    ):
        return True
    return bool(
        re.search(
            r"\bin writing\b|\bon paper\b|\bbefore (?:we|i|any|setting|scheduling|booking)\b.{0,30}\b(?:call|meet\w*|talk|speak|set)|(?:\bnot|n't|\bno|\bnever)(?: \w+){0,2} (?:interested in|need|want|time for|up for|available for|open to) (?:an? |any |the |to (?:talk|meet|chat|speak|schedule|have|discuss|hear)|call|meet|talk)",
            low,
        )
    )
