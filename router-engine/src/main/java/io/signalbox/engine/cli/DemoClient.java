package io.signalbox.engine.cli;

import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends the demo's prompts like any app: over HTTP, with a key, four at a time.
final class DemoClient {
  private static final int AT_ONCE = 4;
  private static final int WIDTH = 40;

  private final URI address;
  private final Secret key;
  private final Console console;
  private final AtomicInteger done = new AtomicInteger();

  DemoClient(URI address, Secret key, Console console) {
    this.address = address;
    this.key = key;
    this.console = console;
  }

  void send(List<DemoPrompt> prompts) {
    var left = new ConcurrentLinkedQueue<>(prompts);
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        threads.execute(() -> {
          for (var next = left.poll(); next != null; next = left.poll()) {
            send(client, next);
            progress(done.incrementAndGet(), prompts.size());
          }
        });
      }
    }
    console.remark("");
  }

  private void send(HttpClient client, DemoPrompt prompt) {
    var request =
        HttpRequest.newBuilder(address.resolve("/v1/chat/completions"))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + key.reveal())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(prompt.body()))
            .build();
    try {
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      console.remark("a prompt was not answered: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void progress(int count, int all) {
    int filled = WIDTH * count / all;
    String bar = "  [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + count + "/" + all;
    if (console.isInteractive()) {
      console.progress(bar);
    } else if (count % Math.max(1, all / 4) == 0) {
      console.remark(bar);
    }
  }
}
