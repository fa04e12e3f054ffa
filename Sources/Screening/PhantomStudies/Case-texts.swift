extension PhantomCase { static let texts: [PhantomCase] = [] }
