package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.secret.CredentialHeaders;
import io.signalbox.engine.spi.BaseUrl;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// Makes calls into HTTP requests, after everything in them that could change the server was
/// refused. Safe for threads.
final class Outgoing {
  private static final MediaType JSON = MediaType.get("application/json");

  /// Headers that no dialect sets, as they carry keys; those that [KeyHeaders] makes are others.
  private static final Set<String> KEYS = CredentialHeaders.NAMES;

  private static final int MOST_ADDRESSES = 1_000;

  private final Map<Place, Optional<HttpUrl>> addresses = new ConcurrentHashMap<>();

  /// Why the call cannot be sent; empty if it can.
  Optional<Failure> refusal(UpstreamCall call) {
    return badAddress(call).or(() -> new KeyHeaders(call).refusal()).or(() -> badHeader(call));
  }

  private Optional<Failure> badAddress(UpstreamCall call) {
    return address(call).isPresent()
        ? Optional.empty()
        : Optional.of(
            Failure.of(
                FailureClass.UNREACHABLE,
                0,
                "The address of provider "
                    + call.provider().id()
                    + " is not a plain http or https address; correct its url."));
  }

  /// A base address with a path behind it; empty if it is no plain one, or names another server.
  static Optional<HttpUrl> address(String base, String path) {
    return new Place(base, path).address();
  }

  /// The same few addresses come again and again, so each is judged once.
  private Optional<HttpUrl> address(UpstreamCall call) {
    if (addresses.size() > MOST_ADDRESSES) {
      addresses.clear();
    }
    var place = new Place(call.baseUrl(), call.call().path());
    return addresses.computeIfAbsent(place, Place::address);
  }

  /// What a model's url and a dialect's path say together.
  private record Place(String base, String path) {
    /// The whole address; empty if it is none, or not within the first part.
    Optional<HttpUrl> address() {
      var begin = ServerOrigin.of(base);
      var whole = Optional.ofNullable(HttpUrl.parse(BaseUrl.join(base, path)));
      boolean sound =
          path.startsWith("/")
              && begin.isPresent()
              && begin.equals(whole.map(Place::withoutQuery).flatMap(ServerOrigin::of));
      return sound ? whole.map(begin.get()::spelled) : Optional.empty();
    }

    /// A path may ask for something, a base address may not.
    private static HttpUrl withoutQuery(HttpUrl url) {
      return url.newBuilder().query(null).fragment(null).build();
    }
  }

  private static Optional<Failure> badHeader(UpstreamCall call) {
    for (var header : call.call().headers().entrySet()) {
      if (!isHeader(header.getKey(), header.getValue())) {
        return Optional.of(
            Failure.of(
                FailureClass.BAD_REQUEST,
                0,
                "A header for provider "
                    + call.provider().id()
                    + " contains a line break or another character that is invalid in headers."));
      }
    }
    return Optional.empty();
  }

  /// Whether a header can carry it.
  static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < 0x20 || c >= 0x7f)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is a header.
  static boolean isHeader(String name, String value) {
    return isToken(name) && isPlain(value);
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c ->
                (Character.isLetterOrDigit(c) && c < 0x7f) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  /// The request of a call that has no refusal, not yet signed.
  Request.Builder request(UpstreamCall call, OpenCall open) {
    var builder =
        new Request.Builder()
            .url(address(call).orElseThrow())
            .tag(OpenCall.class, open)
            .header("accept-encoding", "identity")
            .header("accept", call.request().stream() ? "text/event-stream" : "application/json")
            .header("user-agent", "signalbox");
    for (Map.Entry<String, String> header : call.call().headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!KeyHeaders.CONNECTION.contains(name) && !KEYS.contains(name)) {
        builder.header(header.getKey(), header.getValue());
      }
    }
    return builder.post(new Once(call.call().body()));
  }

  /// A body that is sent once at most: as soon as a byte of it may have left, it is not sent again.
  private static final class Once extends RequestBody {
    private final byte[] bytes;

    Once(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
