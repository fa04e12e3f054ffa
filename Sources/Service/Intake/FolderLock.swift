import Glibc

/// An exclusive hold on a folder, given back when the last reference goes or the process ends, however it ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    // Closing alone would leave the lock with a child process that is just being started.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
