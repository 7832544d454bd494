/// `signalbox train` and `signalbox curve`: routers that learn from outcomes.
@NullMarked
package io.signalbox.engine.cli.learned;

import org.jspecify.annotations.NullMarked;
