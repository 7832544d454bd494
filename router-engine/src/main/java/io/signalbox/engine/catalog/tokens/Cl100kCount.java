package io.signalbox.engine.catalog.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// The tokens of texts in OpenAI's encoding `cl100k_base`, which GPT-4, GPT-3.5 and OpenAI's
/// embedding models have. Its vocabulary takes some 20 MB of memory and is read when such a model
/// is first counted for. Safe for threads.
public final class Cl100kCount {
  private Cl100kCount() {}

  private static final class Lazy {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
  }

  /// The tokens of a text; what looks like a special token is text, and half of a surrogate pair a
  /// question mark.
  public static int tokens(String text) {
    return Lazy.ENCODING.countTokensOrdinary(new String(text.getBytes(UTF_8), UTF_8));
  }
}
