/// What went through the proxy: charts, a list that can be searched, and one request in detail.
/// Entry type is [TrafficPage].
@NullMarked
package io.signalbox.app.traffic;

import org.jspecify.annotations.NullMarked;
