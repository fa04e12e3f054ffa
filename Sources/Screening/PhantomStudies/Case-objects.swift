extension PhantomCase { static let objects: [PhantomCase] = [] }
