"""Equal Shares by pabutools, in a process of its own: a JSON election comes in, the seconds it took
go out."""

import json
import sys
import time

from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares


def main() -> None:
    election = json.load(sys.stdin)
    projects = {id: Project(id, int(cost)) for id, cost in election["projects"].items()}
    instance = Instance(projects.values(), budget_limit=int(election["budget"]))
    profile = ApprovalProfile(
        [ApprovalBallot(projects[id] for id in ballot) for ballot in election["ballots"]]
    )
    began = time.process_time()
    method_of_equal_shares(instance, profile, sat_class=Cost_Sat)
    print(time.process_time() - began)


if __name__ == "__main__":
    main()
