package io.signalbox.engine.proxy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How many connections the system lets this process have open. A server that cannot open the file
/// for the next connection ends, so it must never come to that.
final class OpenFiles {
  private static final int FEWEST = 8;

  /// Kept for the database, the log and whatever else is opened while serving.
  private static final int OTHERS = 64;

  private OpenFiles() {}

  /// The places that there can be, at most as many as are wanted. Each client may need a second
  /// connection, to a provider.
  static int places(ProxySettings settings) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long left = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
      long pairs = (left - OTHERS) / 2 - ProxyServer.SPARE;
      return Math.clamp(pairs, FEWEST, Math.max(FEWEST, settings.connections()));
    }
    return settings.connections();
  }
}
