"""The command `atlas land-rollouts`: what models answered, graded once and kept with the grades."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from atlas.errors import UserError
from atlas.home import Home, HomeOption
from atlas.output import FormatOption, tell


def land_rollouts(
    files: Annotated[list[Path], typer.Argument(help="Files of rollouts.")],
    name: Annotated[
        str | None, typer.Option(help="Name to land under (default: the file's).")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Atomic source trained on.")] = None,
    model_scale: Annotated[str | None, typer.Option(help="1.7B, 8B ...")] = None,
    stage: Annotated[str | None, typer.Option(help="base or checkpoint.")] = None,
    step: Annotated[int | None, typer.Option(help="Training step.")] = None,
    format: FormatOption = "text",
    home: HomeOption = None,
) -> None:
    """Land rollouts: verl's rollout JSON lines, or a table in any format that `atlas land` reads.

    A table has prompt or prompt_id, atomic_source, model_scale, stage (base or checkpoint), step,
    sample, and correct, or response and gold. Options fill in what rows do not say. Responses are
    graded with Math-Verify by their last boxed answer. Landing a name again replaces it.

    Example: atlas land-rollouts runs/0.jsonl runs/200.jsonl --source olympiads --model-scale 1.7B
    """
    from atlas.landing import show  # noqa: PLC0415  (pyarrow takes its time)
    from atlas.landing.grade import Graders  # noqa: PLC0415
    from atlas.landing.land_rollouts import land_file, name_of  # noqa: PLC0415
    from atlas.landing.rollout_rows import Given  # noqa: PLC0415

    given, place = Given(source, model_scale, stage, step), Home.find(home)
    names = [name or name_of(file) for file in files]
    repeated, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise UserError(f"{times} files would land as {repeated}; land each with its own --name")
    with Graders() as graders, show.progress("rollouts") as on_progress:
        landed = [
            land_file(file, name, given, place, graders, on_progress)
            for file, name in zip(files, names, strict=True)
        ]
    tell({"rollouts": landed}, format, show.show_rollouts)
