"""An import-linter contract of `make imports`: other packages import the front of a package, never modules behind it.

The front of a package is its `__init__.py`. Tests may look inside.
"""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontsContract(Contract):
    """Every package below the `floors` has a front, but for the `open_packages`, whose modules are all public.

    A floor itself may reach behind the fronts of its packages: `tasks/__init__.py` is the front for other programs.
    """

    type_name = "fronts"
    # import-linter sets the values of its fields on the instance, as the lists that they are parsed to.
    floors: Any = fields.ListField(subfield=fields.StringField())
    open_packages: Any = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 -- import-linter's signature
        """Imports from outside a package that reach behind its front."""
        fronts = [
            front for floor in self.floors for front in graph.find_children(floor) - set(self.open_packages or ())
        ]
        reached = sorted(
            (importer, module)
            for front in fronts
            for module in graph.find_descendants(front)
            for importer in graph.find_modules_that_directly_import(module)
            if importer not in (front, *self.floors) and not importer.startswith(f"{front}.")
        )
        return ContractCheck(kept=not reached, metadata={"reached": reached})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each such import."""
        for importer, module in check.metadata["reached"]:
            output.print_error(f"{importer} imports {module}: import it from the package")
