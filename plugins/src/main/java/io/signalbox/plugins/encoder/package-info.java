/// The encoder of texts that comes with Signalbox: a small BERT for English, run by ONNX Runtime on
/// one thread.
@NullMarked
package io.signalbox.plugins.encoder;

import org.jspecify.annotations.NullMarked;
