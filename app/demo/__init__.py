"""The main job with no hands: two stations, each in processes of its own, do what officers do."""

from app.demo.play import run_demo

__all__ = ["run_demo"]
