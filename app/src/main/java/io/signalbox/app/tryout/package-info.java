/// Requests that are tried out on the graph in front, simulated or live. Entry type is [Simulator].
@NullMarked
package io.signalbox.app.tryout;

import org.jspecify.annotations.NullMarked;
