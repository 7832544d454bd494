package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.chat.FailureClass;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A server on this machine that stands for all providers: it tells by the key which model is
/// called, answers or fails as it is told, and remembers what was sent. Safe for threads.
final class FakeProviders implements AutoCloseable {
  private static final String KEY = "sk-proof-";
  private static final int MOST_BODY = 64 << 20;

  private final ServerSocket door;
  private final List<String> models;
  private final List<Call> calls = new ArrayList<>();
  private Map<String, FailureClass> failing = Map.of();

  /// A call that came.
  ///
  /// @param model the model's id in the graph; empty if its key is unknown
  /// @param path what it was sent to
  /// @param body as it was sent
  record Call(String model, String path, String body) {}

  private FakeProviders(ServerSocket door, List<String> models) {
    this.door = door;
    this.models = models;
  }

  /// Listens on a free port.
  ///
  /// @param models their ids
  static FakeProviders start(List<String> models) {
    try {
      var fake =
          new FakeProviders(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), models);
      Thread.ofVirtual().start(fake::accept);
      return fake;
    } catch (IOException e) {
      throw new EngineException("The fake of the providers cannot listen: " + e.getMessage());
    }
  }

  int port() {
    return door.getLocalPort();
  }

  /// The variable from which a gateway takes a model's key, and the key.
  static Map.Entry<String, String> key(int number) {
    return Map.entry("SIGNALBOX_PROOF_" + number + "_KEY", KEY + number + "-x");
  }

  /// From now on these models fail so; what came before is forgotten.
  synchronized void expect(Map<String, FailureClass> models) {
    failing = Map.copyOf(models);
    calls.clear();
  }

  /// What came since then.
  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  private synchronized Map<String, FailureClass> failing(Call call) {
    calls.add(call);
    return failing;
  }

  private void accept() {
    try {
      while (true) {
        Socket guest = door.accept();
        Thread.ofVirtual().start(() -> serve(guest));
      }
    } catch (IOException e) {
      return; // closed: that is how it ends
    }
  }

  private void serve(Socket guest) {
    try (guest) {
      var in = new BufferedInputStream(guest.getInputStream());
      while (answered(in, guest.getOutputStream())) {
        // the next one on the same connection
      }
    } catch (IOException e) {
      return; // the gateway has gone
    }
  }

  private boolean answered(InputStream in, OutputStream out) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return false;
    }
    Map<String, String> headers = headers(in);
    String body = new String(body(in, headers), StandardCharsets.UTF_8);
    String path = first.split(" ", -1)[1];
    var call = new Call(model(path, headers), path, body);
    FailureClass failure = failing(call).get(call.model());
    if (failure == FailureClass.UNREACHABLE || failure == FailureClass.INTERRUPTED) {
      return false;
    }
    out.write(failure == null ? FakeAnswer.of(call) : FakeAnswer.failing(call, failure));
    out.flush();
    return true;
  }

  private String model(String path, Map<String, String> headers) {
    String all =
        headers.getOrDefault("authorization", "")
            + " "
            + headers.getOrDefault("x-api-key", "")
            + " "
            + headers.getOrDefault("x-goog-api-key", "")
            + " "
            + path;
    for (int i = 0; i < models.size(); i++) {
      if (all.contains(key(i).getValue())) {
        return models.get(i);
      }
    }
    return "";
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new TreeMap<String, String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
      return chunks(in);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return in.readNBytes(Math.min(length, MOST_BODY));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
      all.write(in.readNBytes(Math.min(size, MOST_BODY)));
      line(in);
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      return; // it is of no use any more either way
    }
  }
}
