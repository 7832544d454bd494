package io.signalbox.engine.proxy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// A bug as the log may hold it: which exceptions, and where. Their messages are left out, because
/// libraries put into them what they stumbled over, which may be a prompt.
final class Bare extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Bare(Throwable bug) {
    super(bug.getClass().getName());
    setStackTrace(bug.getStackTrace());
  }

  static Bare of(Throwable bug) {
    return of(bug, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static Bare of(Throwable bug, Set<Throwable> seen) {
    var bare = new Bare(bug);
    Throwable cause = bug.getCause();
    if (seen.add(bug) && cause != null && !seen.contains(cause)) {
      bare.initCause(of(cause, seen));
    }
    return bare;
  }
}
