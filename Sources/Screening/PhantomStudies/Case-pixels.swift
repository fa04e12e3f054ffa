extension PhantomCase { static let pixels: [PhantomCase] = [] }
