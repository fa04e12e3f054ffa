/// The value, hidden from the optimiser: what is computed from it cannot be worked out beforehand.
@inline(never) @_optimize(none)
func identity<Value>(_ value: Value) -> Value { value }

/// Uses a value as far as the optimiser can tell: the work that made it must be done.
@inline(never) @_optimize(none)
func blackHole<Value>(_ value: Value) {}
