/// The scalar twin of every kernel, in the plainest code. Slow, and right by inspection.
public enum Reference {}
