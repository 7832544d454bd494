package io.signalbox.engine.upstream;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Dialect;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Asks a provider for its list of models: one request, limited in time and size, no redirects.
///
/// Source of the paths: the API references of OpenAI (`GET /models`), Anthropic (`GET /v1/models`),
/// Gemini (`GET /models`), and of OpenRouter, whose list is open to everybody, so that the key is
/// looked at by `GET /key`.
///
/// @param client of the provider's connections
/// @param patience how long the whole may take
record ModelListing(OkHttpClient client, Duration patience) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_MODELS = 5_000;
  private static final int LONGEST_NAME = 200;

  /// Asks.
  ///
  /// @param baseUrl where, without a slash at the end
  Listing ask(Provider provider, String baseUrl, Optional<Secret> key) {
    if (key.isPresent() && !Outgoing.isPlain(key.get().reveal())) {
      return new Listing.Refused(0);
    }
    if (provider.id().equals("openrouter")) {
      Listing looked = get(provider, baseUrl, "/key", key);
      if (looked instanceof Listing.Refused || looked instanceof Listing.Limited) {
        return looked;
      }
    }
    return get(provider, baseUrl, path(provider), key);
  }

  private static String path(Provider provider) {
    return switch (provider.dialect()) {
      case Dialect.ANTHROPIC -> "/v1/models?limit=1000";
      case Dialect.GEMINI -> "/models?pageSize=1000";
      default -> "/models";
    };
  }

  private Listing get(Provider provider, String baseUrl, String path, Optional<Secret> key) {
    Optional<HttpUrl> url = Outgoing.address(baseUrl, path);
    if (url.isEmpty()) {
      return new Listing.Unreachable("is no plain http or https address");
    }
    var request =
        new Request.Builder()
            .url(url.get())
            .header("accept", "application/json")
            .header("user-agent", "signalbox");
    if (provider.dialect().equals(Dialect.ANTHROPIC)) {
      request.header("anthropic-version", "2023-06-01");
    }
    key.filter(each -> !each.isEmpty())
        .ifPresent(each -> Outgoing.sign(request, provider.auth(), each));
    return answered(url.get().host(), request.build());
  }

  private Listing answered(String host, Request request) {
    var patient = client.newBuilder().callTimeout(patience).connectTimeout(patience).build();
    try (Response response = patient.newCall(request).execute()) {
      return read(response.code(), response.body().byteStream());
    } catch (InterruptedIOException late) {
      return new Listing.Unreachable(
          host + " did not answer within " + patience.toSeconds() + " seconds");
    } catch (ConnectException refused) {
      return new Listing.Unreachable("nothing answers at " + host);
    } catch (UnknownHostException unknown) {
      return new Listing.Unreachable("no address is known for " + host);
    } catch (SSLException untrusted) {
      return new Listing.Unreachable("TLS with " + host + " failed");
    } catch (IOException broken) {
      return new Listing.Unreachable("the connection to " + host + " broke");
    }
  }

  private static Listing read(int status, InputStream body) throws IOException {
    return switch (status) {
      case 200 -> models(body.readNBytes(MOST_BYTES + 1));
      case 401, 403 -> new Listing.Refused(status);
      case 429 -> new Listing.Limited();
      // Gemini says so of a key that it does not know.
      case 400 -> isBadKey(body) ? new Listing.Refused(status) : strange(status);
      default -> strange(status);
    };
  }

  private static boolean isBadKey(InputStream body) throws IOException {
    var words = new String(body.readNBytes(1 << 16), java.nio.charset.StandardCharsets.UTF_8);
    return words.contains("API_KEY_INVALID") || words.contains("API key not valid");
  }

  private static Listing strange(int status) {
    return new Listing.Strange("it answered with status " + status);
  }

  private static Listing models(byte[] body) {
    if (body.length > MOST_BYTES) {
      return new Listing.Strange("its list is larger than 8 MiB");
    }
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode list = root.isArray() ? root : root.path(root.has("data") ? "data" : "models");
      return list.isArray()
          ? new Listing.Listed(names(list))
          : new Listing.Strange("what it answered is no list of models");
    } catch (JacksonException e) {
      return new Listing.Strange("what it answered is no JSON");
    }
  }

  private static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    for (JsonNode each : list) {
      String name = each.path("id").asString(each.path("name").asString(""));
      String plain = name.startsWith("models/") ? name.substring("models/".length()) : name;
      if (!plain.isBlank() && plain.length() <= LONGEST_NAME && names.size() < MOST_MODELS) {
        names.add(plain);
      }
    }
    return names;
  }
}
