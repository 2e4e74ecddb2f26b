"""Many operations of one migration with one rendering of the models.

Django renders every model anew for each operation that touches one, which takes half a minute for a
migration of some hundred operations: at every set-up of the tests and the demo. Here the operations
all change the state first; then each is written to the database from the first state to the last.
"""

from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    SeparateDatabaseAndState,
)


class Together(SeparateDatabaseAndState):
    """`Together(operations)`: as they stand, but that a new table is made whole at once.

    For operations on different things: none may need the rows that another one has written.
    """

    def __init__(self, operations):
        super().__init__(state_operations=operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what was rendered: each change would mend it anew
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self._on_their_own():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self._on_their_own()):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _on_their_own(self):
        """The operations but those that come along with a table that is created here."""
        created = {op.name_lower for op in self.state_operations if isinstance(op, CreateModel)}
        return [
            op
            for op in self.state_operations
            if not isinstance(op, (AddField, AddConstraint, AddIndex))
            or op.model_name_lower not in created
        ]
