/// Compares models on sets of prompts.
@NullMarked
package io.signalbox.engine.cli.matrix;

import org.jspecify.annotations.NullMarked;
