package io.signalbox.engine.proxy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// A bug as the log may hold it: which exceptions, and where. Their messages are left out, because
/// libraries put into them what they stumbled over, which may be a prompt.
final class SafeStackTrace extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private SafeStackTrace(Throwable bug) {
    super(bug.getClass().getName());
    setStackTrace(bug.getStackTrace());
  }

  static SafeStackTrace of(Throwable bug) {
    return of(bug, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static SafeStackTrace of(Throwable bug, Set<Throwable> seen) {
    var bare = new SafeStackTrace(bug);
    Throwable cause = bug.getCause();
    if (seen.add(bug) && cause != null && !seen.contains(cause)) {
      bare.initCause(of(cause, seen));
    }
    return bare;
  }
}
