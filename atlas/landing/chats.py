"""The places in a chat where something is asked: messages, and turns without speakers."""

from collections.abc import Iterator
from typing import Any

from atlas.landing.held import looked_into
from atlas.landing.leaf import FIRST, REPLY, SAID_KEYS, Place, step
from atlas.landing.names import ANSWER_NAMES, FINAL_NAMES, PROMPT_NAMES, plain_name
from atlas.landing.text import as_text

ASKERS = ("user", "human", "prompter")
WHO_KEYS = ("role", "from", "speaker", "sender")
# Of a turn that names no speaker: what was asked, or what was said.
TURN_KEYS = (*ASKERS, "question", "query", "instruction", "prompt", "input_text", *SAID_KEYS)


def is_chat(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(who_key, value))


def who_key(message: Any) -> str | None:
    if not isinstance(message, dict):
        return None
    return next((key for key in WHO_KEYS if key in message), None)


def places_in_chat(messages: list[dict], place: Place) -> Iterator[tuple[Place, Any, bool]]:
    """What was asked last, or first where an answer ends the chat; what stands beside answers.

    Of a single question, or of none, the answer as well. Each with whether it is a text as a whole.
    """
    speakers = [str(message[who_key(message)]).lower() for message in messages]
    asked = [number for number, speaker in enumerate(speakers) if speaker in ASKERS]
    is_first = len(asked) > 1 and speakers[-1] not in ASKERS
    question = asked[0 if is_first else -1] if asked else None
    for number in reversed(range(len(messages))):
        message, speaker = messages[number], speakers[number]
        who = who_key(message)
        which = FIRST if is_first and number == question else "]"
        path = f"{place.expression}[{who}={speaker}{which}"
        is_reply = question is not None and not is_first and number == len(messages) - 1 > question
        is_answer = not asked and number == len(messages) - 1 and place.name in ANSWER_NAMES
        if number == question or ((is_reply or is_answer) and speaker.isidentifier()):
            said = next((key for key in SAID_KEYS if key in message and key != who), "content")
            name = REPLY if is_reply else place.name or "messages"
            found = Place(f"{path}.{said}", name, max(place.depth - 1, 0), place.parent)
            yield found, message.get(said), True
        if (number == question or speaker not in ASKERS) and speaker.isidentifier():
            for key, part in message.items():
                if key not in (who, *SAID_KEYS):
                    inner = Place(path + step(key, True), plain_name(key), place.depth + 1, path)
                    yield inner, part, False


def question_in(message: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """What is asked in a message that stands alone rather than in a chat."""
    message = looked_into(message)
    if (who := who_key(message)) and str(message[who]).lower() in ASKERS:
        yield from said_in(message, place._replace(name="messages"), SAID_KEYS)


def said_first(turns: list[Any], place: Place) -> Iterator[tuple[Place, Any]]:
    """The first of several turns; of a list that is not known to hold any, without a name."""
    if turns:
        # Texts in parts are one text, and stand for themselves.
        is_named = place.name in PROMPT_NAMES and as_text(turns) is None
        name = place.name if is_named or place.name in FINAL_NAMES else ""
        first = place._replace(expression=f"{place.expression}[0]", name=name)
        yield from said_in(turns[0], first, TURN_KEYS)


def said_in(message: Any, place: Place, keys: tuple[str, ...]) -> Iterator[tuple[Place, Any]]:
    names = {plain_name(key): key for key in message} if isinstance(message, dict) else {}
    said = next((names[key] for key in keys if key in names), None)
    if said:
        path = place.expression + step(said, True)
        yield place._replace(expression=path, depth=max(place.depth - 1, 0)), message[said]
