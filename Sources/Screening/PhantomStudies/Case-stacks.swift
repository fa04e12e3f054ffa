extension PhantomCase { static let stacks: [PhantomCase] = [] }
