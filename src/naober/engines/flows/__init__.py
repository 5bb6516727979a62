"""Which exchanges in a region are worth making, and what do they bring?"""

from naober.engines.flows.network import LARGEST, Network, NetworkPlan, Shortage, Status
from naober.engines.flows.solve_network import solve_network

__all__ = ["LARGEST", "Network", "NetworkPlan", "Shortage", "Status", "solve_network"]
