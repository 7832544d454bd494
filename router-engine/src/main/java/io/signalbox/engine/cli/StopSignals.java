package io.signalbox.engine.cli;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends the program when the system or Ctrl C asks for it: the first signal begins an orderly end,
/// each further one hurries it. Without this the platform would take no notice of the second.
final class StopSignals {
  private static final System.Logger LOG = System.getLogger(StopSignals.class.getName());
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  /// What a shell adds to a signal's number.
  private static final int BY_SIGNAL = 128;

  private final AtomicInteger heard = new AtomicInteger();
  private final Runnable hurry;

  private StopSignals(Runnable hurry) {
    this.hurry = hurry;
  }

  /// Listens from now on.
  ///
  /// @param hurry for the second signal
  static void listen(Runnable hurry) {
    var signals = new StopSignals(hurry);
    NAMES.forEach(signals::listenTo);
  }

  /// The class is exported by jdk.unsupported, but the compiler warns where it is named.
  private void listenTo(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  method.getName().equals("handle") ? heard(name) : method.invoke(this, arguments));
      Object theirs = signal.getConstructor(String.class).newInstance(name);
      var _ = signal.getMethod("handle", signal, handler).invoke(null, theirs, ours);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, name + " is left to the platform", e);
    }
  }

  private Optional<Thread> heard(String name) {
    if (heard.incrementAndGet() > 1) {
      hurry.run();
      return Optional.empty();
    }
    return Optional.of(
        Thread.ofPlatform().name("signalbox-stop").start(() -> System.exit(code(name))));
  }

  private static int code(String name) {
    return BY_SIGNAL
        + switch (name) {
          case "HUP" -> 1;
          case "INT" -> 2;
          default -> 15;
        };
  }
}
