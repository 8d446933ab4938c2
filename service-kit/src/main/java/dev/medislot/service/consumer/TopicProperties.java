package dev.medislot.service.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are created where they do not exist yet; existing ones are left as they are.
 *
 * @param partitions fixed for the life of a topic: keys keep their order only while it does not change
 * @param replicas -1 for the broker's default
 */
@ConfigurationProperties("medislot.topics")
record TopicProperties(@DefaultValue("6") int partitions, @DefaultValue("-1") short replicas) {}
