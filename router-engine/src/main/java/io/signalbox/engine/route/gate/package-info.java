/// Whether gates are open, by what was measured of the branches behind them. Entry type is
/// [GateVerdict].
@NullMarked
package io.signalbox.engine.route.gate;

import org.jspecify.annotations.NullMarked;
