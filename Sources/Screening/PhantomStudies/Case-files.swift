extension PhantomCase { static let files: [PhantomCase] = [] }
