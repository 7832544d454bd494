/// Measures what lies behind gates.
@NullMarked
package io.signalbox.engine.cli.gate;

import org.jspecify.annotations.NullMarked;
