package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.ConfigExporter.Export;
import io.signalbox.engine.spi.ConfigExporter.File;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running HAProxy does with requests and answers; skipped where there is no HAProxy. */
@Timeout(60)
final class HaproxyAnswersTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: all
      models:
        near: { provider: openai, model: near, url: "http://127.0.0.1:%1$d/v1", labels: { region: eu } }
        far: { provider: openai, model: far, url: "http://127.0.0.1:%1$d/v1", labels: { region: us } }
      nodes:
        all: { kind: fallback, to: [ far, near ], on: [ overloaded ] }
      promises:
        - { name: Once, when: 'number(metadata.risk) > 5', attempts: 1 }
        - { name: Near, when: 'metadata.data == "health"', only: model.labels.region == "eu" }
      """;
  private static final String FINE = "{\"choices\":[{\"message\":{\"content\":\"hi\"}}]}";

  @TempDir private Path directory;
  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
  private ServerSocket provider;
  private Process haproxy;
  private int port;
  private volatile int status = 200;

  @BeforeEach
  void start() throws Exception {
    Path program = HaproxyEngineTest.haproxy();
    provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    port = freePort();
    Export export = export();
    for (File file : export.files()) {
      String text =
          file.text()
              .replace("127.0.0.1:8081", "127.0.0.1:" + freePort())
              .replace("127.0.0.1:8080", "127.0.0.1:" + port);
      Files.writeString(directory.resolve(file.name()), text);
    }
    haproxy =
        new ProcessBuilder(
                List.of(program.toString(), "-C", directory.toString(), "-f", "haproxy.cfg", "-db"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    while (!listens()) {
      assertTrue(haproxy.isAlive(), Files.readString(directory.resolve("log")));
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (haproxy != null) {
      haproxy.destroyForcibly().waitFor();
      provider.close();
    }
  }

  private Export export() {
    var providers =
        Plugins.find().providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
    String text = GRAPH.formatted(provider.getLocalPort());
    return new HaproxyExporter()
        .export(GraphText.read("g.yaml", text).graph().orElseThrow(), providers);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private boolean listens() {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Answers without saying how long the answer is: it ends with the connection. */
  private void serve() {
    while (!provider.isClosed()) {
      try (Socket caller = provider.accept()) {
        String asked = read(caller.getInputStream());
        called.add(asked.contains("\"near\"") ? "near" : "far");
        caller
            .getOutputStream()
            .write(
                ("HTTP/1.1 "
                        + status
                        + " x\r\ncontent-type: application/json\r\n"
                        + "connection: close\r\n\r\n"
                        + FINE)
                    .getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // the test is over
      }
    }
  }

  private static String read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    int length =
        Integer.parseInt(head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** The whole answer to a request with such headers. */
  private String ask(String headers) throws IOException {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
      caller
          .getOutputStream()
          .write(
              ("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
                      + headers
                      + "content-type: application/json\r\ncontent-length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.UTF_8));
      return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void answerThatEndsWithItsConnectionIsWhole() throws Exception {
    String answer = ask("");
    assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains(FINE), answer);
    assertEquals("far", called.take());
  }

  @Test
  void labelInAnotherLineOfTheHeaderCounts() throws Exception {
    String labels = "x-signalbox-metadata: risk=1\r\nx-signalbox-metadata: data=health\r\n";
    assertTrue(ask(labels).startsWith("HTTP/1.1 200"));
    assertEquals("near", called.take());
  }

  @Test
  void headerThatIsNoListOfLabelsIsRefused() throws Exception {
    assertTrue(ask("x-signalbox-metadata: data:health\r\n").startsWith("HTTP/1.1 400"));
    assertTrue(called.isEmpty());
  }

  @Test
  void promiseHoldsWhereItsConditionCannotBeWorkedOut() throws Exception {
    status = 529;
    ask("");
    assertEquals(List.of("far"), List.copyOf(called));
    called.clear();
    ask("x-signalbox-metadata: risk=1\r\n");
    assertEquals(List.of("far", "near"), List.copyOf(called));
  }
}
