"""Analyses songs with Spark: each task is one `segue analyze -`, which answers every path with one line.

  spark-submit analyze_songs.py PATHS.txt OUTPUT
"""
import os
import sys

from pyspark.sql import SparkSession

paths, output = sys.argv[1:]
spark = SparkSession.builder.appName("segue").getOrCreate()
songs = spark.sparkContext.textFile(paths, minPartitions=2)
# Without an environment, a pipe would not even have a PATH.
songs.pipe("segue analyze -", env=dict(os.environ)).saveAsTextFile(output)

# The lines are written before they are looked at: Spark would analyse anew for each look.
table = spark.read.json(output)
table.select("source.path", "rhythm.tempo_bpm", "loudness.integrated_lufs", "error.code").show()
