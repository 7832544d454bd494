/// A graph as the standalone configuration of Apache APISIX ([ApisixExporter]).
@NullMarked
package io.signalbox.plugins.export.apisix;

import org.jspecify.annotations.NullMarked;
