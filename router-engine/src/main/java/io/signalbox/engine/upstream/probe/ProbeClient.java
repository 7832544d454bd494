package io.signalbox.engine.upstream.probe;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.upstream.ServerOrigin;
import io.signalbox.engine.upstream.probe.ProbeAnswer.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Sends bare requests to one server: no redirect is followed, nothing is sent twice, an answer is
/// limited in time and size, and a key goes to this server alone. For one thread.
public final class ProbeClient implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int MOST_BYTES = 4 << 20;

  private final String base;
  private final Optional<Secret> key;
  private final OkHttpClient client;
  private final IdentityHashMap<Connection, Integer> connections = new IdentityHashMap<>();
  private int current;

  /// @param base the address as an SDK takes it
  /// @param key what the server knows us by
  /// @param patience how long an answer may take
  public ProbeClient(String base, Optional<Secret> key, Duration patience) {
    this.base = base;
    this.key = key;
    this.client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(patience)
            .connectTimeout(patience)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .eventListener(
                new EventListener() {
                  @Override
                  public void connectionAcquired(Call call, Connection connection) {
                    acquired(connection);
                  }
                })
            .build();
  }

  private void acquired(Connection connection) {
    synchronized (connections) {
      current = connections.computeIfAbsent(connection, any -> connections.size() + 1);
    }
  }

  /// Sends it and reads what comes. Interrupting the thread gives it up.
  ///
  /// @param shown the key that is shown instead of the usual one; empty: the usual one
  public ProbeAnswer send(ProbeRequest request, Optional<Secret> shown) {
    Optional<HttpUrl> url = address(request.path());
    if (url.isEmpty()) {
      return none("is not a plain http or https address", 0);
    }
    long began = System.nanoTime();
    current = 0;
    Call call = client.newCall(written(url.get(), request, shown.or(() -> key)));
    try (Response response = call.execute()) {
      return read(call, response, request, began);
    } catch (IOException e) {
      return none(why(e, url.get().host()), millis(began));
    }
  }

  /// Uses none of the connections that are open any more.
  public void forgetConnections() {
    client.connectionPool().evictAll();
  }

  private Optional<HttpUrl> address(String path) {
    var begin = ServerOrigin.of(base);
    return Optional.ofNullable(HttpUrl.parse(BaseUrl.join(base, path)))
        .filter(whole -> begin.isPresent())
        .filter(whole ->
            begin.equals(
                ServerOrigin.of(whole.newBuilder().query(null).fragment(null).build().toString())));
  }

  private static Request written(HttpUrl url, ProbeRequest request, Optional<Secret> key) {
    var builder =
        new Request.Builder()
            .url(url)
            .header("accept-encoding", "identity")
            .header("user-agent", "signalbox");
    request.headers().forEach(builder::header);
    key.filter(each -> !each.isEmpty())
        .ifPresent(
            each -> builder.header(request.keyHeader(), request.keyPrefix() + each.reveal()));
    request.body().ifPresent(body -> builder.post(RequestBody.create(body, JSON)));
    return builder.build();
  }

  private ProbeAnswer read(Call call, Response response, ProbeRequest request, long began) {
    var body = new ByteArrayOutputStream();
    End end = End.WHOLE;
    String trouble = "";
    try {
      InputStream in = response.body().byteStream();
      int most = request.frames().orElse(Integer.MAX_VALUE);
      var frames = new FrameCount();
      var piece = new byte[8_192];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        body.write(piece, 0, n);
        if (frames.with(piece, n) >= most) {
          end = End.LEFT;
          call.cancel();
          break;
        }
        if (body.size() > MOST_BYTES) {
          end = End.TOO_LARGE;
          break;
        }
      }
    } catch (InterruptedIOException late) {
      end = End.LATE;
      trouble = "it did not end in time";
    } catch (IOException cut) {
      end = End.CUT;
      trouble = "the connection broke in the middle of the answer";
    }
    return new ProbeAnswer(
        response.code(),
        headers(response),
        body.toByteArray(),
        end,
        trouble,
        millis(began),
        current);
  }

  /// Counts the frames of a stream, which end with an empty line, piece by piece.
  private static final class FrameCount {
    private int frames;
    private boolean lineIsEmpty;

    int with(byte[] piece, int length) {
      for (int i = 0; i < length; i++) {
        if (piece[i] == '\n') {
          frames += lineIsEmpty ? 1 : 0;
          lineIsEmpty = !lineIsEmpty;
        } else if (piece[i] != '\r') {
          lineIsEmpty = false;
        }
      }
      return frames;
    }
  }

  private ProbeAnswer none(String why, long millis) {
    return new ProbeAnswer(0, Map.of(), new byte[0], End.NONE, why, millis, current);
  }

  private static String why(IOException e, String host) {
    return switch (e) {
      case InterruptedIOException late -> host + " did not answer in time";
      case ConnectException refused -> "nothing answers at " + host;
      case UnknownHostException unknown -> "DNS has no address for " + host;
      case SSLException untrusted -> "TLS with " + host + " failed";
      default -> "the connection to " + host + " broke before an answer came";
    };
  }

  private static Map<String, String> headers(Response response) {
    var map = new HashMap<String, String>();
    response
        .headers()
        .forEach(header -> map.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
    return map;
  }

  private static long millis(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
  }
}
