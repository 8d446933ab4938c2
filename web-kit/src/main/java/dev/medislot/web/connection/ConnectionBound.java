package dev.medislot.web.connection;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Bounds the open connections of one client address; of IPv6, of one /64 network.
 *
 * @param perAddress the max number; further ones are closed as soon as they are accepted
 * @param exempt addresses without a bound
 */
public record ConnectionBound(int perAddress, Predicate<InetAddress> exempt) {

    static final ConnectionBound NONE = new ConnectionBound(Integer.MAX_VALUE, _ -> true);
}
