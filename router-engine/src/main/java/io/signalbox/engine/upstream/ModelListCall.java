package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Asks a provider for its list of models as its dialect says: one request, limited in time and
/// size, no redirects. Where the list is open to everybody, the key is looked at before.
///
/// @param client of the provider's connections
/// @param provider the provider to call
/// @param dialect the provider's
/// @param patience how long the whole may take
record ModelListCall(
    OkHttpClient client, Provider provider, ProviderDialect dialect, Duration patience) {
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_ERROR_BYTES = 1 << 16;

  /// Asks.
  ///
  /// @param baseUrl where, without a slash at the end
  /// @param headers what it shows
  /// @param at when
  ModelListing ask(String baseUrl, KeyHeaders headers, Instant at) {
    if (provider.keyCheck().isPresent()) {
      var check = new ProviderDialect.ModelQuery(provider.keyCheck().get(), Map.of());
      ModelListing looked = get(baseUrl, check, headers, at);
      if (looked instanceof ModelListing.Refused || looked instanceof ModelListing.Limited) {
        return looked;
      }
    }
    return get(baseUrl, dialect.models(), headers, at);
  }

  private ModelListing get(
      String baseUrl, ProviderDialect.ModelQuery query, KeyHeaders key, Instant at) {
    Optional<HttpUrl> url = Outgoing.address(baseUrl, query.path());
    if (url.isEmpty()) {
      return new ModelListing.Unreachable("is not a plain http or https address");
    }
    var request =
        new Request.Builder()
            .url(url.get())
            .header("accept", "application/json")
            .header("user-agent", "signalbox");
    query.headers().forEach(request::header);
    try {
      return answered(url.get().host(), key.sign(request, new byte[0], at));
    } catch (KeyHeaders.SigningException e) {
      return new ModelListing.Refused(0);
    }
  }

  private ModelListing answered(String host, Request request) {
    var patient = client.newBuilder().callTimeout(patience).connectTimeout(patience).build();
    try (Response response = patient.newCall(request).execute()) {
      return read(response.code(), response.body().byteStream());
    } catch (InterruptedIOException late) {
      return new ModelListing.Unreachable(
          host + " did not answer within " + patience.toSeconds() + " seconds");
    } catch (ConnectException refused) {
      return new ModelListing.Unreachable("nothing answers at " + host);
    } catch (UnknownHostException unknown) {
      return new ModelListing.Unreachable("DNS has no address for " + host);
    } catch (SSLException untrusted) {
      return new ModelListing.Unreachable("TLS with " + host + " failed");
    } catch (IOException broken) {
      return new ModelListing.Unreachable("the connection to " + host + " broke");
    }
  }

  private ModelListing read(int status, InputStream body) throws IOException {
    return switch (status) {
      case 200 -> models(body.readNBytes(MOST_BYTES + 1));
      case 401, 403 -> new ModelListing.Refused(status);
      case 429 -> new ModelListing.Limited();
      default ->
          status >= 400 && isBadKey(status, body.readNBytes(MOST_ERROR_BYTES))
              ? new ModelListing.Refused(status)
              : new ModelListing.Strange("it answered with status " + status);
    };
  }

  /// Some say so of a key that they do not know with another status.
  private boolean isBadKey(int status, byte[] body) {
    var headers = RetryAfter.dated(Map.of(), Instant.EPOCH);
    return dialect.failure(status, headers, body).kind() == FailureClass.UNAUTHORIZED;
  }

  private ModelListing models(byte[] body) {
    if (body.length > MOST_BYTES) {
      return new ModelListing.Strange("its list is larger than 8 MiB");
    }
    return dialect
        .models(body)
        .<ModelListing>map(ModelListing.Listed::new)
        .orElseGet(() -> new ModelListing.Strange("its answer is not a list of models"));
  }
}
