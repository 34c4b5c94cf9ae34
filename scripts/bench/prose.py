"""Prose for generated lectures: sentences that read like a lecture about servers, each built word by word."""

import random
import textwrap

NOUNS = """
server client request response connection container image layer registry volume network socket process thread
goroutine channel mutex queue buffer cache index log journal snapshot replica leader follower quorum lease token
session user account order invoice ticket message event stream topic partition offset batch record schema table row
column transaction lock deadlock timeout retry backoff budget limit quota gateway proxy balancer scheduler worker
controller operator node cluster pod namespace label selector probe deployment rollout manifest template pipeline
artifact package module interface method function closure pointer slice map string byte header cookie certificate key
secret policy role permission audit trace span metric counter histogram dashboard alert incident runbook boundary
contract deadline heartbeat checkpoint compiler linker allocator collector stack heap page segment kernel descriptor
signal handler filter parser lexer grammar tree graph edge path route address resolver zone domain host
""".split()
ADJECTIVES = """
small large slow fast cold warm stale fresh empty full broken healthy silent noisy remote local shared private public
mutable immutable durable temporary optional required nested flat ordered random sparse dense lazy eager idle busy
blocked pending expired revoked signed encrypted compressed raw cached duplicate unique partial complete explicit
implicit strict loose simple complex cheap expensive stable unstable ordinary single second third next last earlier
""".split()
VERBS = """
accepts rejects forwards rewrites copies moves renames deletes creates opens closes reads writes flushes locks unlocks
blocks wakes starts stops restarts drains fills splits joins merges compares counts measures samples records replays
encodes decodes parses validates signs verifies encrypts compresses caches evicts refreshes invalidates schedules
cancels delays retries limits balances routes resolves mounts publishes consumes acknowledges observes reports hides
exposes protects isolates replaces upgrades migrates describes names owns borrows releases outlives
""".split()
ADVERBS = """
once twice again later first always never often rarely soon early late twice quietly safely atomically lazily eagerly
concurrently sequentially locally remotely explicitly periodically immediately eventually
""".split()
OPENINGS = [
    "In practice", "By default", "Under load", "At start-up", "After a crash", "During a rollout", "In most programs",
    "For this reason", "As a rule", "On a laptop", "In production", "At the end", "Behind the scenes", "Without it",
    "In the exercise", "Before we go on", "In the worst case", "On the wire", "With luck", "Since last year",
]
JOINTS = [
    "because", "while", "until", "unless", "before", "after", "so that", "whenever", "although", "as soon as", "and",
    "but", "even if", "where", "once",
]
ARTICLES = "the a each every this no our its".split()
PREPOSITIONS = "in on behind before after between inside outside near above below through without with for of".split()


class Prose:
    """Sentences from one source of chance; half of the words of a chapter are those that it is about."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.begin_chapter()

    def begin_chapter(self) -> None:
        self.topic = {id(words): self.chance.sample(words, 10) for words in (NOUNS, VERBS, ADJECTIVES)}

    def word(self, words: list[str]) -> str:
        return self.chance.choice(self.topic[id(words)] if self.chance.random() < 0.5 else words)

    def noun_phrase(self) -> str:
        words = ([self.word(ADJECTIVES)] if self.chance.random() < 0.45 else []) + [self.noun()]
        article = self.chance.choices(ARTICLES, weights=[7, 5, 1, 1, 1, 1, 1, 1])[0]
        if article == "a" and words[0].strip("`*")[0] in "aeiou":
            article = "an"
        return " ".join([article, *words])

    def noun(self) -> str:
        noun = self.word(NOUNS)
        style = self.chance.random()
        if style < 0.05:
            return f"`{noun}`"
        return f"*{noun}*" if style < 0.08 else noun

    def clause(self) -> str:
        words = [self.noun_phrase(), self.word(VERBS), self.noun_phrase()]
        if self.chance.random() < 0.4:
            words += [self.chance.choice(PREPOSITIONS), self.noun_phrase()]
        if self.chance.random() < 0.25:
            words.append(self.chance.choice(ADVERBS))
        return " ".join(words)

    def sentence(self, short: bool = False) -> str:
        text = self.clause()
        if not short and self.chance.random() < 0.5:
            text += f" {self.chance.choice(JOINTS)} {self.clause()}"
        if not short and self.chance.random() < 0.3:
            return f"{self.chance.choice(OPENINGS)}, {text}."
        return f"{text[0].upper()}{text[1:]}."

    def sentences(self, words: int) -> list[str]:
        """Sentences with at least so many words, and few more."""
        found: list[str] = []
        while words > 0:
            found.append(self.sentence(short=words < 12))
            words -= len(found[-1].split())
        return found

    def paragraph(self, words: int) -> str:
        """A paragraph with at least so many words, in lines of a usual length."""
        return textwrap.fill(" ".join(self.sentences(words)), 78)

    def title(self) -> str:
        noun, other = self.chance.sample(NOUNS, 2)
        forms = [
            f"{self.word(ADJECTIVES)} {noun}s", f"The {noun} and its {other}s",
            f"How a {noun} {self.word(VERBS)}", f"From {noun} to {other}",
            f"A {self.word(ADJECTIVES)} {noun}", f"What {noun}s cost",
        ]
        title = self.chance.choice(forms)
        return title[0].upper() + title[1:]
