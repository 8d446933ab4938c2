package dev.medislot.service.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the topics that a service creates; the partitions and replicas of existing topics stay.
 *
 * @param partitions never changed afterwards: keys keep their order only with the same number of partitions
 * @param replicas -1 for the broker's default
 */
@ConfigurationProperties("medislot.topics")
record TopicProperties(@DefaultValue("6") int partitions, @DefaultValue("-1") short replicas) {}
