package io.signalbox.engine.cache;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever stands in a row of the cache, it is an answer or none.
final class AnswerCodecFuzzTest {
  @FuzzTest
  void row(byte[] row) {
    AnswerCodec.read(row).ifPresent(AnswerCodec::write);
  }
}
