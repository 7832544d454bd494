package io.signalbox.engine.store.sqlite;

import java.time.Instant;

/// A process by its number and the moment it began, because numbers come again.
final class ProcessId {
  private ProcessId() {}

  static String self() {
    return of(ProcessHandle.current());
  }

  static boolean isAlive(String owner) {
    long pid = Long.parseLong(owner.substring(0, owner.indexOf('@')));
    return ProcessHandle.of(pid).map(each -> of(each).equals(owner)).orElse(false);
  }

  private static String of(ProcessHandle process) {
    return process.pid() + "@" + process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }
}
