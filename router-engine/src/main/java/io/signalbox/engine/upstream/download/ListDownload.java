package io.signalbox.engine.upstream.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Fetches a list from a public address: one request without any key, limited in time and size, no
/// redirects; over `https`, or from this machine.
public sealed interface ListDownload {
  /// The most bytes of a list.
  int MOST_BYTES = 16 << 20;

  /// The list came.
  record Came(byte[] text) implements ListDownload {}

  /// It did not.
  ///
  /// @param why a sentence for people
  record Failed(String why) implements ListDownload {}

  /// Fetches.
  static ListDownload from(String address) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
      return new Failed("This is no plain address; it may have no user and no password in it.");
    }
    if (!url.isHttps() && !Fetching.LOOPBACK.contains(url.host())) {
      return new Failed("Lists come over https only, not from http://" + url.host() + ".");
    }
    return Fetching.fetch(url);
  }

  /// How.
  final class Fetching {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private Fetching() {}

    private static ListDownload fetch(HttpUrl url) {
      var client =
          new OkHttpClient.Builder()
              .followRedirects(false)
              .followSslRedirects(false)
              .callTimeout(PATIENCE)
              .build();
      var request =
          new Request.Builder()
              .url(url)
              .header("accept", "application/json")
              .header("user-agent", "signalbox")
              .build();
      try (Response response = client.newCall(request).execute()) {
        return read(url.host(), response);
      } catch (InterruptedIOException late) {
        return new Failed(url.host() + " did not answer within a minute.");
      } catch (IOException broken) {
        return new Failed(
            "The list could not be had from " + url.host() + ": " + broken.getMessage());
      } finally {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
      }
    }

    private static ListDownload read(String host, Response response) throws IOException {
      if (response.code() != 200) {
        return new Failed(host + " answered with status " + response.code() + ".");
      }
      byte[] text = response.body().byteStream().readNBytes(MOST_BYTES + 1);
      return text.length > MOST_BYTES
          ? new Failed("The list of " + host + " is larger than 16 MiB.")
          : new Came(text);
    }
  }
}
