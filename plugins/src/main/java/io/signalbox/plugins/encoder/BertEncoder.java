package io.signalbox.plugins.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.signalbox.engine.spi.TextEncoder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// Runs a BERT model by ONNX Runtime, on the thread that asks. The vector of a text is that of its
/// first piece (`[CLS]`), which BGE was trained for. Of a text the first 510 word pieces count,
/// some 380 English words. Safe for threads.
final class BertEncoder implements TextEncoder {
  private static final String OUTPUT = "last_hidden_state";

  private final OrtEnvironment environment = OnnxLibraries.load();
  private final OrtSession session;
  private final WordPieces pieces;
  private final Set<String> languages;
  private final int dimensions;

  /// @param model in ONNX, with the usual inputs and outputs of BERT
  /// @throws IllegalStateException if ONNX Runtime does not take it
  BertEncoder(byte[] model, WordPieces pieces, Set<String> languages) {
    this.pieces = pieces;
    this.languages = Set.copyOf(languages);
    try (var options = new OrtSession.SessionOptions()) {
      // The proxy's other requests need the other cores, and waiting in a loop burns them.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model, options);
      dimensions = width(session);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int width(OrtSession session) throws OrtException {
    var output = session.getOutputInfo().get(OUTPUT);
    if (output == null || !(output.getInfo() instanceof TensorInfo tensor)) {
      throw new IllegalStateException("the model has no output " + OUTPUT);
    }
    long[] shape = tensor.getShape();
    return Math.toIntExact(shape[shape.length - 1]);
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Set<String> languages() {
    return languages;
  }

  @Override
  public float[] encode(String text) {
    long[] numbers = pieces.of(text);
    var all = new long[numbers.length];
    Arrays.fill(all, 1);
    try (OnnxTensor ids = tensor(numbers);
        OnnxTensor mask = tensor(all);
        OnnxTensor types = tensor(new long[numbers.length]);
        var result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types),
                Set.of(OUTPUT))) {
      return normalized(((OnnxTensor) result.get(0)).getFloatBuffer());
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(row), new long[] {1, row.length});
  }

  private float[] normalized(FloatBuffer states) {
    var vector = new float[dimensions];
    states.get(0, vector);
    double squares = 0;
    for (float each : vector) {
      squares += each * each;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
